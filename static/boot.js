/*
 * Runs before anything else. It sets the security policy of the page: nothing may come from a foreign origin but the tiles
 * of the basemap and the answers of the services that the person set up on this device. And it sets the theme, so that a
 * dark page never flashes white.
 */
(function () {
  var kept = {};
  var origin = '';
  try {
    kept = JSON.parse(localStorage.getItem('yingtu.preferences') || '{}') || {};
    var url = new URL(kept.basemap.template.replace(/[{}]/g, ''));
    if (url.protocol === 'https:' || url.protocol === 'http:') origin = ' ' + url.origin;
  } catch {
    // No basemap was set up, or it is no address: no foreign origin is allowed.
    origin = '';
  }
  var services = '';
  try {
    var list = (JSON.parse(localStorage.getItem('yingtu.services') || '{}') || {}).origins;
    list.forEach(function (each) {
      // Only a plain origin: nothing else may get into the policy.
      if (/^https?:\/\/[\w.:[\]-]+$/.test(each) && new URL(each).origin === each)
        services += ' ' + each;
    });
  } catch {
    // None was added, or the list is damaged: what was read of it stands.
  }
  var policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content =
    "default-src 'self'; connect-src 'self' blob: data:" +
    origin +
    services +
    "; img-src 'self' blob: data:" +
    origin +
    "; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'";
  document.head.append(policy);
  var dark = kept.theme
    ? kept.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
