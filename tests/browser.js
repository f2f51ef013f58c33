import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

/**
 * The Chromium of the tests: the one that `CHROMIUM` names, else one already on the machine, else Playwright's own.
 * @returns {string | undefined} its path, or nothing when there is none
 */
export const browserPath = () =>
  [process.env.CHROMIUM, ...installed, chromium.executablePath()].find(
    (path) => path && existsSync(path),
  );

/** How it is started: software WebGL, and no request of its own to the outside. */
export const launchOptions = {
  executablePath: browserPath(),
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
  ],
};
