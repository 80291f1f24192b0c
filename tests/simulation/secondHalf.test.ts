import { conservation } from './conservation.ts';

conservation(2);
