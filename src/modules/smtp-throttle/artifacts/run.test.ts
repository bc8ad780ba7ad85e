import { expect, test } from 'vitest';
import { cappedPrograms, mailLibrariesOfOthers, mailProgram } from '../../../../test/support/mail-programs.ts';
import { describeWith } from '../../../../test/support/system-part.ts';

const subjects = Array.from({ length: 12 }, (_, i) => `report ${i + 1}`);
const once = (accepted: readonly string[]) => expect(accepted.toSorted()).toEqual(subjects.toSorted());

for (const [name, [plain, capped]] of Object.entries(cappedPrograms)) {
  describeWith(capped.needs, `the code for ${name}`, () => {
    test('without it, a batch at once loses mails to 432', { timeout: 120_000 }, async () => {
      const library = mailLibrariesOfOthers[plain];
      if (library === undefined) throw new Error(plain);
      const program = await mailProgram(library);
      try {
        const { accepted, refused } = await program.send(subjects, { serviceMs: 800 });
        expect(refused).toBeGreaterThan(0);
        expect(accepted.length + refused).toBe(12);
      } finally {
        await program.remove();
      }
    });

    test('with it all arrive, each once, and what is refused for good is tried once', {
      timeout: 170_000,
    }, async () => {
      const program = await mailProgram(capped);
      try {
        const alone = await program.send(subjects, { serviceMs: 150 });
        once(alone.accepted);
        expect(alone).toMatchObject({ refused: 0 });
        expect(alone.mostInFlight).toBeLessThanOrEqual(3);

        // Another program takes a place: refused mails are tried again, later and later.
        const shared = await program.send(subjects, { limit: 2, serviceMs: 100 });
        once(shared.accepted);
        expect(shared.refused).toBeGreaterThan(0);

        // QUIT is answered by 421 when the mail is long accepted.
        once((await program.send(subjects, { serviceMs: 20, busyQuit: true })).accepted);

        const refusals = ['report 1', 'unknown 2', 'denied 3', 'large 4', 'lost 5'];
        const rest = await program.send(refusals, { serviceMs: 20 });
        expect(rest.accepted).toEqual(['report 1']);
        expect(rest.refusals).toEqual({ unknown: 1, denied: 1, large: 1, lost: 1 });
      } finally {
        await program.remove();
      }
    });
  });
}
