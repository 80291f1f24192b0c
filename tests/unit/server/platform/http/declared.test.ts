import express from 'express';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { pageRoutes, routes } from '#shared/permissions/routes.ts';
import { permissions } from '#shared/permissions/table.ts';
import { httpRoutes } from '../../../../../scripts/protocol/http.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { trustOf } from '#server/clientAddress.ts';
import { createEngine } from '#server/engine.ts';
import { pastCallRoutes } from '#server/pastCalls.ts';
import type { Database } from '#server/platform/database/index.ts';
import { routesOf } from '#server/platform/http/declared.ts';
import { type HttpOptions, createHttp } from '#server/platform/http/index.ts';
import { textRoutes } from '#server/texts/index.ts';
import { emptyPorts, testSettings } from '#tests/support/ports.ts';

const logger = pino({ level: 'silent' });
const ports = { ...emptyPorts, database: {} as Database, catalogue: {} as CatalogueReader };

const optionsWith = (own: readonly express.Router[]): HttpOptions => ({
  routes: own,
  known: async () => [],
  onRefused: () => {},
  metrics: new Registry(),
  showsMetrics: true,
  publicOrigins: [],
  isTrusted: trustOf([]),
  clientDirectory: '/none',
  isDemo: true,
  checkReady: async () => {},
  logger,
});

it('[Q24] the server’s routes are those that are declared, each of them, and no other', () => {
  const features = [
    ...createEngine(ports, testSettings).routes,
    textRoutes({ wanted: ['sv'], own: new Map(), logger }),
    pastCallRoutes({ ports, settings: testSettings, onPlayed: () => {} }),
  ];
  expect(routesOf(createHttp(optionsWith(features)))).toEqual([...routes, ...pageRoutes].toSorted());
});

it('[Q24] a server with a route that nobody has declared does not start', () => {
  const hidden = express.Router().use(
    '/inner',
    express.Router().delete('/hidden', () => {}),
  );
  expect(() => createHttp(optionsWith([hidden]))).toThrow('DELETE /api/inner/hidden');
});

it('[Q24] what the protocol’s documents say of routes is declared', () => {
  const documented = httpRoutes.map(({ route }) => route.replaceAll(/\{(\w+)\}/g, ':$1')).filter((route) => route !== 'handshake');
  expect(documented.filter((route) => !Object.hasOwn(permissions, route))).toEqual([]);
});
