import { z } from 'zod';

export const mediaSources = ['microphone', 'camera'] as const;
export const sourceSchema = z.enum(mediaSources);
export type MediaSource = (typeof mediaSources)[number];
