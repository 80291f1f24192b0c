import pg from 'pg';
import { expect, it } from 'vitest';
import { errorForLog } from '#server/platform/observability/errorForLog.ts';

it('[M12] the log has a database error’s state and place, and none of the values in it', () => {
  const error = Object.assign(new pg.DatabaseError('invalid input syntax for type uuid: "planted"', 1, 'error'), {
    severity: 'ERROR',
    code: '22P02',
    detail: 'Key (note)=(planted) already exists.',
    where: "unnamed portal parameter $1 = 'planted'",
    table: 'call_notes',
  });
  const logged = errorForLog(new Error('a round failed', { cause: error }));
  expect(logged).toMatchObject({ message: 'a round failed', cause: { sqlState: '22P02', table: 'call_notes' } });
  expect(JSON.stringify(logged)).not.toContain('planted');
  expect(JSON.stringify(logged)).toContain('errorForLog.test');
});

it('several errors in one, and codes of the system', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  expect(errorForLog(new AggregateError([refused], 'all failed'))).toMatchObject({ errors: [{ errorCode: 'ECONNREFUSED' }] });
  expect(errorForLog('planted')).toBe('string');
});
