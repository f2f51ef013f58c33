import { preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    origin: string;
  }
}

/** Serves the built app on a free port for the e2e tests. */
export default async function serve(project: TestProject) {
  const server = await preview({
    preview: { port: 0 },
    logLevel: 'warn',
    plugins: [
      {
        // The same files again below a sub-path, as an office may put them.
        name: 'sub-path',
        configurePreviewServer({ middlewares }) {
          middlewares.use((request, _, next) => {
            request.url = request.url?.replace(/^\/deep\/er\//, '/');
            next();
          });
        },
      },
    ],
  });
  project.provide('origin', new URL(server.resolvedUrls!.local[0]!).origin);
  return () => server.close();
}
