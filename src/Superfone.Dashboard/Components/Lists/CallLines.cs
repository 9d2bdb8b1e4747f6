using System.Globalization;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Lists;

/// <summary>Gives all pages that show the same call the same line, so that it is worded and kept once, however many are open.</summary>
/// <param name="display">Writes instants and numbers.</param>
public sealed class CallLines(Display display)
{
    // The newest calls, which live pages show; a call that has lost its slot is only worded again.
    private readonly CallLine?[] _lines = new CallLine?[1024];

    /// <summary>The line of a call as it is now.</summary>
    public CallLine Of(CallItem call)
    {
        ref var slot = ref _lines[(int)((ulong)call.CdrId % (ulong)_lines.Length)];
        return slot is { } line && line.Call == call && line.Culture.Equals(CultureInfo.CurrentUICulture) ? line : slot = new CallLine(call, display);
    }
}
