// The schema place whose usage is shown: chosen in one panel, shown in another.
import { createContext } from 'react';

export interface Chosen {
  place: string;
  choose: (place: string) => void;
}

export const ChosenPlace = createContext<Chosen>({ place: '', choose: () => undefined });
