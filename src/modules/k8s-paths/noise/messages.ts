import type { Message } from '../error-text/message.ts';
import { addonNoise } from './addons.ts';
import { controlPlaneNoise } from './control-plane.ts';
import { nodeNoise } from './node.ts';

/** Complaints of a cluster that works. */
export const noiseMessages: readonly Message[] = [...controlPlaneNoise, ...nodeNoise, ...addonNoise];
