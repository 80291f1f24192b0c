declare module 'virtual:design-tokens.css';
declare module '@fontsource-variable/source-sans-3';
