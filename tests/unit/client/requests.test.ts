import { describe, expect, it, vi } from 'vitest';
import { requestsOf, throwRefusal } from '#client/app/shell/useRequest.ts';
import { offline } from '#client/app/api/requestError.ts';
import { faultToTell } from '#client/app/state/faults.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

const clientThat = (request: () => Promise<unknown>) => ({ connection: { request } }) as unknown as RoleClient<'terminal'>;
const refusal = offline();
const refusing = clientThat(() => Promise.reject(refusal));

describe('a request', () => {
  it('resolves with the answer', async () => {
    await expect(requestsOf(clientThat(() => Promise.resolve({ slots: [] })))('visit:close', {})).resolves.toEqual({ slots: [] });
  });

  it('that is refused is told on top of the page where nothing else is said', async () => {
    await expect(requestsOf(refusing)('visit:close', {})).resolves.toBeNull();
    expect(faultToTell.getState().fault).toEqual({ error: refusal });
  });

  it('that is refused is told where the page wants it, or where this request does', async () => {
    const [page, request] = [vi.fn(), vi.fn()];
    const act = requestsOf(refusing, page);
    await act('visit:close', {});
    await act('visit:close', {}, request);
    expect(page.mock.calls).toEqual([[refusal]]);
    expect(request.mock.calls).toEqual([[refusal]]);
  });

  it('that is tried again by its caller rejects there', async () => {
    await expect(requestsOf(refusing, throwRefusal)('visit:close', {})).rejects.toBe(refusal);
  });
});
