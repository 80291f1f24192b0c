import { Component, type ReactNode } from 'react';

export type BoundaryProps = {
  readonly children: ReactNode;
  /** What is shown changes with it, so it is drawn again. */
  readonly resetKey?: string | null;
  readonly onRetry?: () => void;
};
type Fallback = { readonly fallback: (retry: () => void) => ReactNode };

/** Shows something else in place of what cannot be drawn or loaded, and leaves all around it as it is. */
export class Boundary extends Component<BoundaryProps & Fallback, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (this.state.hasFailed && before.resetKey !== this.props.resetKey) this.#retry();
  }

  #retry = (): void => {
    this.props.onRetry?.();
    this.setState({ hasFailed: false });
  };

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback(this.#retry) : this.props.children;
  }
}
