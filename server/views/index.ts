export { readAdviserView } from './adviserView.ts';
export { readExpertView } from './expertView.ts';
export { queuePositionOf } from './queuePosition.ts';
export { readSupervisorView } from './supervisorView.ts';
export { readTerminalView } from './terminalView.ts';
export { ViewPusher } from './viewPusher.ts';
