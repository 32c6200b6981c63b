/** Why: the commands that the server carries out, behind the one request that editors have for them. */
import * as v from 'valibot';
import { ErrorCodes, ExecuteCommandRequest, ResponseError } from 'vscode-languageserver';
import type { ServerCommand } from './commands/command';
import { explainExample } from './commands/explainExample';
import { runExample } from './commands/runExample';
import { selectExample } from './commands/selectExample';
import { feature } from './feature';

const commands: readonly ServerCommand[] = [selectExample, runExample, explainExample];

/** The file's URI, and an example's title where one is meant. */
const commandArguments = v.tuple([v.string(), v.optional(v.nullable(v.string()))]);

export const commandsFeature = feature(ExecuteCommandRequest.type, {
  capabilities: { executeCommandProvider: { commands: commands.map(({ name }) => name) } },
  params: v.object({ command: v.string(), arguments: v.optional(v.nullable(v.array(v.unknown()))) }),
  answer: (session, params) => {
    const command = commands.find(({ name }) => name === params.command);
    if (!command) throw new ResponseError(ErrorCodes.InvalidParams, `there is no command ${params.command}`);
    const given = v.safeParse(commandArguments, params.arguments ?? []);
    if (!given.success) {
      const [issue] = given.issues;
      throw new ResponseError(ErrorCodes.InvalidParams, `${params.command}: ${v.getDotPath(issue) ?? 'arguments'}: ${issue.message}`);
    }
    const [uri, title] = given.output;
    const file = session.at(uri);
    return file ? command.run(session, file, title ?? undefined) : null;
  },
});
