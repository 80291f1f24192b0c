export { type Consultations, createConsultations } from './service.ts';
