import { pageMutations } from './mutation.ts';
import { proveFaults } from './prove-faults.ts';

proveFaults(
  'control plane',
  pageMutations.filter(({ code }) => code < 'PATH138'),
);
