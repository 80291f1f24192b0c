export { readAdviserView } from './adviserView.ts';
export { readExpertView } from './expertView.ts';
export { readTerminalView } from './terminalView.ts';
