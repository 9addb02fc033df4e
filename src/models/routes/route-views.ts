import { ApiProperty } from '@nestjs/swagger';
import {
  type Difficulty,
  difficulties,
  knowledgeEditions,
  type KnowledgeEdition,
  type Route,
  type RouteArm,
  type RouteCondition,
  type RouteSettings,
} from './route.js';

const strings: [typeof String] = [String];
const anything = { type: strings, nullable: true, description: 'Null: any.' };
const ofModel = { nullable: true, description: 'Null: as the model says.' };

class RouteConditionView {
  @ApiProperty(anything)
  intents!: readonly string[] | null;
  @ApiProperty(anything)
  categories!: readonly string[] | null;
  @ApiProperty(anything)
  languages!: readonly string[] | null;
  @ApiProperty({ enum: difficulties, nullable: true, description: 'Null: any.' })
  difficulty!: Difficulty | null;
  @ApiProperty(anything)
  channels!: readonly string[] | null;
  @ApiProperty(anything)
  accountIds!: readonly string[] | null;
}

class RouteSettingsView {
  @ApiProperty({ ...ofModel, type: Number })
  temperature!: number | null;
  @ApiProperty({ ...ofModel, type: Number })
  maxTokens!: number | null;
  @ApiProperty({ ...ofModel, type: [String] })
  stop!: readonly string[] | null;
  @ApiProperty({ ...ofModel, type: Number })
  firstTokenTimeoutMs!: number | null;
  @ApiProperty({ ...ofModel, type: Number })
  timeoutMs!: number | null;
}

class RouteArmView {
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'The share of contacts in percent.' })
  weight!: number;
  @ApiProperty({ type: [String], format: 'uuid', description: 'In the order in which they are tried.' })
  modelIds!: readonly string[];
  @ApiProperty({ type: String, nullable: true, description: 'Null: the one that is live.' })
  promptVersion!: string | null;
  @ApiProperty({ enum: knowledgeEditions, description: 'What the arm searches: what is live, or what would be.' })
  knowledge!: KnowledgeEdition;
}

export class RouteView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'The lowest is asked first.' })
  priority!: number;
  @ApiProperty()
  enabled!: boolean;
  @ApiProperty({ type: RouteConditionView, description: 'All that is named must match.' })
  condition!: RouteConditionView;
  @ApiProperty({ type: RouteSettingsView, description: 'How the models of the route are asked.' })
  settings!: RouteSettingsView;
  @ApiProperty({ type: [RouteArmView], description: 'The first is the control.' })
  arms!: RouteArmView[];
  @ApiProperty({ format: 'date-time', description: 'Since when the arms are what they are: figures begin here.' })
  comparedFrom!: string;
  @ApiProperty({ description: 'Grows with each change, its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class RoutePage {
  @ApiProperty({ type: [RouteView] })
  items!: RouteView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentRoute(route: Route): RouteView {
  return {
    id: route.id,
    name: route.name,
    priority: route.priority,
    enabled: route.enabled,
    condition: presentCondition(route.condition),
    settings: presentSettings(route.settings),
    arms: route.arms.map(presentArm),
    comparedFrom: route.comparedFrom.toISOString(),
    version: route.version,
    updatedAt: route.updatedAt.toISOString(),
  };
}

function presentCondition(condition: RouteCondition): RouteConditionView {
  return {
    intents: condition.intents ?? null,
    categories: condition.categories ?? null,
    languages: condition.languages ?? null,
    difficulty: condition.difficulty ?? null,
    channels: condition.channels ?? null,
    accountIds: condition.accountIds ?? null,
  };
}

function presentSettings(settings: RouteSettings): RouteSettingsView {
  return {
    temperature: settings.temperature ?? null,
    maxTokens: settings.maxTokens ?? null,
    stop: settings.stop ?? null,
    firstTokenTimeoutMs: settings.firstTokenTimeoutMs ?? null,
    timeoutMs: settings.timeoutMs ?? null,
  };
}

function presentArm({ name, weight, modelIds, promptVersion, knowledge }: RouteArm): RouteArmView {
  return { name, weight, modelIds, promptVersion: promptVersion ?? null, knowledge };
}
