using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Ingest.Import;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components.Pages.Deliveries.Import;

/// <summary>Imports bodies, pasted or from a file, of deliveries that were missed while the application was down.</summary>
public sealed partial class ImportPage(DeliveryImport import, CurrentActor who, IJSRuntime js, TimeProvider time, ILogger<ImportPage> logger)
{
    private const string Example = """
        {"event":"ALL_CALLS","superfone_number":"+91…","cdr_id":123,…}
        {"event":"CUSTOMER_CHANGE","contact_id":456,…}
        """;

    private const int Shown = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _stopping;
    private ImportTally? _tally;
    private string? _problem;
    private bool _isRunning;

    // The text is read as a stream, because it may exceed the size of a circuit message.
    private Task ImportTextAsync() => ImportAsync(async cancellation =>
    {
        var text = await js.InvokeAsync<IJSStreamReference>("superfone.textOf", cancellation, "import-text");
        return await text.OpenReadStreamAsync(DeliveryImport.MostBytes, cancellation);
    });

    private Task ImportFileAsync(InputFileChangeEventArgs change) =>
        ImportAsync(cancellation => Task.FromResult(change.File.OpenReadStream(DeliveryImport.MostBytes, cancellation)));

    private async Task ImportAsync(Func<CancellationToken, Task<Stream>> open)
    {
        using var stopping = _stopping = CancellationTokenSource.CreateLinkedTokenSource(Closed);
        (_tally, _problem, _isRunning) = (new ImportTally(Shown), null, true);
        try
        {
            await using var source = await open(stopping.Token);
            var shown = time.GetTimestamp();
            await foreach (var body in import.ImportAsync(source, await who.GetAsync(), stopping.Token))
            {
                _tally.Add(body);
                if (time.GetElapsedTime(shown) < Interval)
                    continue;
                shown = time.GetTimestamp();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            _problem = L["Import.Stopped"];
        }
        catch (Exception error) when (error is IOException or ArgumentOutOfRangeException)
        {
            _problem = L["Import.TooLong", L.Size(DeliveryImport.MostBytes)];
        }
        catch (Exception error)
        {
            logger.LogError(error, "An import failed");
            _problem = L["Import.Failed"];
        }

        (_stopping, _isRunning) = (null, false);
    }
}
