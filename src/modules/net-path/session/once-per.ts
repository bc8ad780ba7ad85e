import type { GivenSession } from './session.ts';

/** What is worked out of a session once, however many faults ask for it. */
export function oncePer<T>(make: (session: GivenSession) => T): (session: GivenSession) => T {
  const made = new WeakMap<GivenSession, T>();
  return (session) => {
    const known = made.get(session) ?? make(session);
    made.set(session, known);
    return known;
  };
}
