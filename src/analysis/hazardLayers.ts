/** The layers that may threaten a place; a place is tested against their buffers. */
export const hazardLayers = ['hazchem', 'geohazards', 'reservoirs', 'forests'] as const;
