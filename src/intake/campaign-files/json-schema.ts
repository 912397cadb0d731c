import { z } from 'zod';
import { campaignShape } from './campaign-shape.ts';
import { storyShape } from './story-shape.ts';
import { workspaceShape } from './workspace-shape.ts';

/** JSON Schema (draft 2020-12) of campaign.yaml, for completion in editors. */
export function campaignJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(campaignShape, { io: 'input' });
}

/** JSON Schema (draft 2020-12) of workspace.yaml. */
export function workspaceJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(workspaceShape, { io: 'input' });
}

/** JSON Schema (draft 2020-12) of a file in campaigns/stories. */
export function storyJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(storyShape, { io: 'input' });
}
