/** Raised when a change of the contract would break an older page. */
export const protocolVersion = 8;
/** The server answers a page of any other version with `versionNotServed`, before it looks at the rest of the handshake. */
export const acceptsVersion = (version: number): boolean => version === protocolVersion;
