import type { Target } from '../../src/domain/manifest';

export const targets: Target[] = [];
