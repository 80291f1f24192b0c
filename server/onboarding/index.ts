export { type Onboarding, createOnboarding } from './service.ts';
