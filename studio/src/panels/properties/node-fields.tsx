import type { ComponentType } from "react";
import type { JsonObject } from "#schemas/json.ts";
import type { Node, NodeType } from "#schemas/graph/node.ts";
import { LiveText } from "../live-text.tsx";
import { BranchRows } from "./branch-rows.tsx";
import { CriteriaRows } from "./criteria-rows.tsx";
import { SuggestionRows } from "./suggestion-rows.tsx";
import { TemplateField } from "./template-field.tsx";

interface FieldsProps<T extends NodeType> {
  readonly node: Extract<Node, { type: T }>;
  readonly isReadOnly: boolean;
}

type FieldsByType = { readonly [T in NodeType]: ComponentType<FieldsProps<T>> };

const FIELDS: FieldsByType = { step: StepFields, condition: ConditionFields, tool: ToolFields };

/** Everything that a node says, to be written. */
export function NodeFields({ node, isReadOnly }: { readonly node: Node; readonly isReadOnly: boolean }) {
  const Fields = FIELDS[node.type] as ComponentType<{ node: Node; isReadOnly: boolean }>;
  return <Fields node={node} isReadOnly={isReadOnly} />;
}

function StepFields({ node: { id, data }, isReadOnly }: FieldsProps<"step">) {
  const place = `/nodes/${id}/data`;
  return (
    <>
      <LiveText
        label="Step name"
        path={`${place}/step`}
        node={id}
        shown={data.step}
        isReadOnly={isReadOnly}
      />
      <LiveText
        label="Instruction"
        path={`${place}/instruction`}
        node={id}
        shown={data.instruction}
        isReadOnly={isReadOnly}
        lines="many"
        placeholder="What to do, so that somebody who is new can do it."
      />
      <CriteriaRows node={id} criteria={data.criteria ?? {}} isReadOnly={isReadOnly} />
      <SuggestionRows node={id} suggestions={data.tool_suggestions ?? []} isReadOnly={isReadOnly} />
    </>
  );
}

function ConditionFields({ node: { id, data }, isReadOnly }: FieldsProps<"condition">) {
  return (
    <>
      <LiveText
        label="Field"
        hint="What is looked at, such as severity."
        path={`/nodes/${id}/data/field`}
        node={id}
        shown={data.field}
        isReadOnly={isReadOnly}
      />
      <BranchRows node={id} branches={data.conditions ?? {}} isReadOnly={isReadOnly} />
      <CriteriaRows node={id} criteria={data.criteria ?? {}} isReadOnly={isReadOnly} />
    </>
  );
}

function ToolFields({ node: { id, data }, isReadOnly }: FieldsProps<"tool">) {
  const place = `/nodes/${id}/data`;
  return (
    <>
      <LiveText
        label="Tool name"
        path={`${place}/name`}
        node={id}
        shown={data.name}
        isReadOnly={isReadOnly}
      />
      <LiveText
        label="When to use it"
        path={`${place}/when`}
        node={id}
        shown={data.when}
        isReadOnly={isReadOnly}
        lines="many"
      />
      <TemplateField
        node={id}
        template={data.input_template as JsonObject | undefined}
        isReadOnly={isReadOnly}
      />
    </>
  );
}
