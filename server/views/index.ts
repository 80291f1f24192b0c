export { readAdviserView } from './adviserView.ts';
export { readExpertView } from './expertView.ts';
export { queuePositionOf } from './queuePosition.ts';
export { readSupervisorView } from './supervisorView.ts';
export { readTerminalView } from './terminalView.ts';
export { type ViewPusher, createViewPusher } from './viewPusher.ts';
