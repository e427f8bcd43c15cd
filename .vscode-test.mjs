// The tests inside VS Code's extension host: `npm run test:host`, which sets VSCODE_EXECUTABLE. Without it, vscode-test
// downloads a desktop VS Code.
import { defineConfig } from '@vscode/test-cli';

const executable = process.env['VSCODE_EXECUTABLE'];

export default defineConfig({
  files: '.build/host/**/*.test.cjs',
  workspaceFolder: 'extension/samples',
  mocha: { ui: 'bdd', timeout: 30_000, color: false },
  ...(executable && { useInstallation: { fromPath: executable } }),
});
