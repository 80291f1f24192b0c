declare module 'virtual:design-tokens.css';
declare module '@fontsource-variable/source-sans-3';
declare module '@fontsource-variable/noto-sans-arabic';
declare module '*.svg' {
  const address: string;
  export default address;
}
declare module '*.wasm?url' {
  const address: string;
  export default address;
}
