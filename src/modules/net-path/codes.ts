import { endsCodes } from './judge/codes-ends.ts';
import { filtersCodes } from './judge/codes-filters.ts';
import { linksCodes } from './judge/codes-links.ts';
import { namesCodes } from './judge/codes-names.ts';
import { overlaysCodes } from './judge/codes-overlays.ts';
import { routesCodes } from './judge/codes-routes.ts';
import { servicesCodes } from './judge/codes-services.ts';
import { sessionCodes } from './session/codes.ts';

export const codes = [
  ...linksCodes,
  ...routesCodes,
  ...filtersCodes,
  ...servicesCodes,
  ...overlaysCodes,
  ...endsCodes,
  ...namesCodes,
  ...sessionCodes,
];
