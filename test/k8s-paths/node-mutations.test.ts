import { pageMutations } from './mutation.ts';
import { proveFaults } from './prove-faults.ts';

proveFaults(
  'node',
  pageMutations.filter(({ code }) => code >= 'PATH138'),
);
