using System.CommandLine.Invocation;
using Superfone.Simulator;

var parsed = SimulatorCommand.Create().Parse(args);

// A sentence says what is wrong; the whole help would hide it.
if (parsed.Action is ParseErrorAction wrong)
    wrong.ShowHelp = false;
return await parsed.InvokeAsync();
