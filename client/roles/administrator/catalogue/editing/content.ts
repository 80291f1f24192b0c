import type { LooseContent } from '#shared/administration/records.ts';

type Value = LooseContent[string];
type Texts = Readonly<Record<string, string>>;

const isObject = (value: Value | undefined): value is LooseContent => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an unfinished record has at that name, as far as it is of that form. */
export const textOf = (content: LooseContent, name: string): string => {
  const value = content[name];
  return typeof value === 'string' ? value : '';
};
export const objectOf = (content: LooseContent, name: string): LooseContent => {
  const value = content[name];
  return isObject(value) ? value : {};
};
export const listOf = (content: LooseContent, name: string): readonly Value[] => {
  const value = content[name];
  return Array.isArray(value) ? value : [];
};
export const objectsOf = (content: LooseContent, name: string): LooseContent[] => listOf(content, name).filter(isObject);
export const textsOf = (content: LooseContent, name: string): Texts =>
  Object.fromEntries(Object.entries(objectOf(content, name)).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
export const wordsOf = (content: LooseContent, name: string): string[] => listOf(content, name).flatMap((value) => (typeof value === 'string' ? [value] : []));

/** The content with that value; without it where there is none. */
export function withValue(content: LooseContent, name: string, value: Value | undefined): LooseContent {
  const { [name]: _old, ...rest } = content;
  const isEmpty = value === undefined || value === '' || (isObject(value) && Object.keys(value).length === 0);
  return isEmpty ? rest : { ...content, [name]: value };
}

/** The content with a text in one language of that name. An empty text is none; names stay there, so that what is missing is told. */
export function withText(content: LooseContent, name: string, language: string, text: string): LooseContent {
  const { [language]: _old, ...rest } = objectOf(content, name);
  return { ...content, [name]: text === '' ? rest : { ...rest, [language]: text } };
}
