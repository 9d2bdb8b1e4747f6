namespace Superfone.Dashboard.Components.Controls;

/// <summary>Runs an action when it is disposed.</summary>
internal sealed class DisposeAction(Action action) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => action();
}
