import { describe, expect, it } from 'vitest';
import { eventsOf, isBlank, legKey, rowsOf } from '#client/features/connection/historyRows.ts';
import { figuresOf, figuresSchema, meanFigures } from '#shared/connection/figures.ts';
import type { ConnectionHistory } from '#shared/contract/connection.ts';
import type { Instant } from '#shared/instant.ts';
import { changed, goodSample } from '#tests/support/legs.ts';

const blank: ConnectionHistory = { legs: [], alerts: [], remoteActionRuns: [], healing: [], quality: { scores: [], rating: null } };
const at = (ms: number) => ms as Instant;

describe('the history of a call', () => {
  it('[F92] a score is shown also when the series is gone', () => {
    expect(isBlank(blank)).toBe(true);
    expect(isBlank({ ...blank, quality: { scores: [{ leg: 'terminal', ordinal: 1, mean: 4, worst: 3 }], rating: null } })).toBe(false);
    expect(isBlank({ ...blank, quality: { scores: [], rating: 5 } })).toBe(false);
  });

  it('two of one role stay apart in the graph and in the table', () => {
    const legs = [10, 4].map((consumerScore, index) => ({
      leg: 'expert' as const,
      ordinal: index + 1,
      points: [{ at: at(1_200 + index), figures: figuresOf(changed(0, { server: { consumerScore } })) }],
    }));
    const rows = rowsOf({ legs }, 'consumerScore');
    expect(rows).toMatchObject([{ at: 1_000, 'expert 1': 10, 'expert 2': 4 }]);
    expect(legs.map((leg) => rows[0]?.figures[legKey(leg)]?.consumerScore)).toEqual([10, 4]);
  });

  it('[F62] what a page tried by itself stands among the events, in the order of time', () => {
    const alert = { alertId: 'a', leg: 'terminal', code: 'mediaLost', certainty: 'certain', evidence: {}, since: at(5), endedAt: at(6) } as const;
    const healing = [{ leg: 'terminal', ordinal: 1, at: at(7), step: 'tcp' } as const, { leg: 'terminal', ordinal: 1, at: at(3), step: 'restartIce' } as const];
    expect(eventsOf({ ...blank, alerts: [alert], healing }).map((event) => [event.at, event.kind])).toEqual([
      [3, 'healing'],
      [5, 'found'],
      [6, 'over'],
      [7, 'healing'],
    ]);
  });

  it('the media worker’s marks are kept; what was kept before there were any is read as well', () => {
    const kept = figuresSchema.parse(meanFigures([8, 4].map((producerScore) => figuresOf(changed(0, { server: { producerScore } })))));
    expect(kept).toMatchObject({ producerScore: 6, consumerScore: 10 });
    const { producerScore: _, consumerScore: __, volume: ___, ...older } = figuresOf(goodSample(0));
    expect(figuresSchema.parse(older)).toMatchObject({ producerScore: null, consumerScore: null, volume: null });
  });
});
