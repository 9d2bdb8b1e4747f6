namespace Superfone.Dashboard.Tests;

/// <summary>The tests that measure the whole process: none runs beside another one.</summary>
[CollectionDefinition(nameof(AloneInProcess), DisableParallelization = true)]
public sealed class AloneInProcess;
