using System.Globalization;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Lists;

/// <summary>Gives all pages that show the same call the same line, so that its texts exist once, however many pages are open.</summary>
/// <param name="display">Formats instants and numbers.</param>
public sealed class CallLines(Display display)
{
    // The newest calls, which live pages show; the line of a call that has lost its slot is created again when needed.
    private readonly CallLine?[] _lines = new CallLine?[1024];

    /// <summary>The line of a call in its current state.</summary>
    public CallLine Of(CallItem call)
    {
        ref var slot = ref _lines[(int)((ulong)call.CdrId % (ulong)_lines.Length)];
        return slot is { } line && line.Call == call && line.Culture.Equals(CultureInfo.CurrentUICulture) ? line : slot = new CallLine(call, display);
    }
}
