import type { CSSProperties } from 'react';
import { Toaster } from 'sonner';

/** The roles that sonner's own colours stand for. */
const colours = {
  '--normal-bg': 'var(--card)',
  '--normal-bg-hover': 'var(--tint)',
  '--normal-border': 'var(--edge)',
  '--normal-border-hover': 'var(--edge)',
  '--normal-text': 'var(--ink)',
} as CSSProperties;

/** What a desk says calmly at its edge. */
export const DeskToaster = () => <Toaster position="bottom-center" closeButton style={colours} />;
