export { Person, signIn } from '../../scripts/demo/person.ts';
