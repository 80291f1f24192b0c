import { useEffect, useState } from 'react';
import { type DemoStage, stageRoles } from '#shared/contract/http.ts';
import type { Language } from '#shared/language.ts';
import { http } from '#client/app/api/http.ts';

export type OpenStage = {
  readonly stage: DemoStage | null;
  readonly error: unknown;
  /** Begins anew, with other people. */
  readonly again: () => void;
};

/** Those who played are free for the next stage at once. A tab that is closed may not get that far: their sessions end within the hour. */
function leave({ players }: DemoStage): void {
  for (const role of stageRoles) http.leaveStage(role, players[role].token);
}

/** Three identities for a visit, for as long as the page is open. `language` is that of the moment. */
export function useStage(language: Language): OpenStage {
  const [round, setRound] = useState(0);
  const [opened, setOpened] = useState<{ readonly round: number; readonly stage: DemoStage } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [first] = useState(language);
  useEffect(() => {
    let mine: DemoStage | null = null;
    let isOver = false;
    const end = (): void => {
      isOver = true;
      if (mine !== null) leave(mine);
      mine = null;
    };
    http.openStage(first).then((stage) => {
      mine = stage;
      if (isOver) end();
      else setOpened({ round, stage });
    }, setError);
    window.addEventListener('pagehide', end);
    return () => {
      window.removeEventListener('pagehide', end);
      end();
    };
  }, [round, first]);
  return {
    stage: opened?.round === round ? opened.stage : null,
    error,
    again: () => {
      setError(null);
      setRound(round + 1);
    },
  };
}
