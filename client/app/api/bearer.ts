let token: string | undefined;

/** From now on this page connects by the token rather than by the browser's cookies, which it shares with others: a frame of the demo's stage. */
export function connectBy(given: string): void {
  token = given;
}

/** What the handshake says of it. */
export const bearer = (): { readonly token?: string } => (token === undefined ? {} : { token });
