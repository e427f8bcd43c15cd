/** Entry of the command line: `ketlab`. */
import { version } from '../../package.json';
import { benchmark } from './benchmark.ts';
import { check } from './check.ts';
import { convert } from './convert.ts';
import { decode } from './decode.ts';
import { devices } from './devices.ts';
import { draw } from './draw.ts';
import { explain } from './explain.ts';
import { fit } from './fit.ts';
import { format } from './format.ts';
import { gradient } from './gradient.ts';
import { mitigate } from './mitigate.ts';
import { noise } from './noise.ts';
import { run } from './run.ts';
import { SourceError } from './source.ts';
import { train } from './train.ts';
import { USAGE, UsageError, usageOf } from './usage.ts';

const commands: Readonly<Record<string, (args: readonly string[]) => number | Promise<number>>> = {
  benchmark,
  check,
  convert,
  decode,
  devices,
  draw,
  explain,
  fit,
  format,
  gradient,
  mitigate,
  noise,
  run,
  train,
};

async function main([command = '', ...args]: readonly string[]): Promise<number> {
  const asked = [command, ...args];
  if (asked.includes('--help') || asked.includes('-h') || command === 'help') {
    process.stdout.write(Object.hasOwn(commands, command) ? usageOf(command) : USAGE);
    return 0;
  }
  if (command === '--version') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  try {
    const perform = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (!perform) throw new UsageError(command ? `There is no command '${command}'.` : 'Which command?');
    return await perform(args);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${usageOf(command)}`);
      return 2;
    }
    if (error instanceof SourceError) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

// Whoever reads the output may have read enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`This is a fault of Ketlab: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
