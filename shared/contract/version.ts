/** Raised when a change of the contract would break an older page; the server accepts this and the one before. */
export const protocolVersion = 3;
export const acceptsVersion = (version: number): boolean => version === protocolVersion || version === protocolVersion - 1;
