import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const inGallery = globSync('client/gallery/*.{ts,tsx}')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Not shown by themselves: frames around the others, what has no state of its own to show, or what needs a real role client. */
const notShown = ['Boundary', 'CallGoesOn', 'DialogOverlay', 'FaultNotice', 'FreeText', 'Shell', 'SignallingGate', 'Sound'];

describe('the gallery', () => {
  it('is imported by nothing but the route', () => {
    const importers = globSync('{client,server,shared,scripts}/**/*.{ts,tsx}').filter((file) => /#client\/gallery\//.test(readFileSync(file, 'utf8')));
    expect(importers).toEqual(['client/main.tsx']);
  });

  it('shows every component', () => {
    const components = globSync('client/{ui,app/shell,features/{boundary,calls,catalogue,chat,devices,messages}}/[A-Z]*.tsx').map((file) =>
      path.basename(file, '.tsx'),
    );
    expect(components.filter((name) => !inGallery.includes(`/${name}.tsx`)).toSorted()).toEqual(notShown.toSorted());
  });

  it('shows every table of the supervisor, and the screens of the terminal that open no device', () => {
    const screens = [...globSync('client/roles/supervisor/*Table.tsx'), ...globSync('client/roles/terminal/*Screen.tsx')];
    expect(screens.filter((file) => !inGallery.includes(`#${file}`))).toEqual(['client/roles/terminal/DeviceCheckScreen.tsx']);
  });
});
