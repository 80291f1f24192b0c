import '@fontsource-variable/noto-sans-arabic';
import '@fontsource-variable/source-sans-3';

/** The product's own letters, as a part of the page: what one has come to press does not wait for them. */
export default true;
