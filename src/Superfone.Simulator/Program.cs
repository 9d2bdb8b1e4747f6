using System.CommandLine.Invocation;
using Superfone.Simulator;

var parsed = SimulatorCommand.Create().Parse(args);

// The error is one sentence, which the complete help text would hide.
if (parsed.Action is ParseErrorAction wrong)
    wrong.ShowHelp = false;
return await parsed.InvokeAsync();
