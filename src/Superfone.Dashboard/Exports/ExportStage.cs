using System.Globalization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Exports;

/// <summary>Exports lists as files.</summary>
public static class ExportStage
{
    private const string Csv = "text/csv; charset=utf-8";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddSingleton<CallColumns>().AddSingleton<AnalyticsExport>();

    /// <summary>
    /// Maps <c>/export/calls.csv</c> and <c>/export/calls.xlsx</c>, which take the parameters of the calls page and export all matching
    /// calls, and <c>/export/analytics/{view}.csv</c> and <c>.xlsx</c>, which take those of the analytics page. A bad parameter is a 400
    /// that names it: ignoring part of a filter would export data that nobody asked for.
    /// </summary>
    public static void MapExports(this IEndpointRouteBuilder endpoints)
    {
        var exports = endpoints.MapGroup("/export").RequireAuthorization(Policies.Manager).ExcludeFromDescription();
        exports.MapGet("/calls.csv", (HttpContext context, CallQueries calls, RangeQuery ranges, CallColumns columns, Display display) =>
            Write(context, calls, ranges, display, "csv", Csv, (read, target) =>
                CsvExport.WriteAsync(read, columns.All, target, context.RequestAborted)));
        exports.MapGet("/calls.xlsx", (HttpContext context, CallQueries calls, RangeQuery ranges, CallColumns columns, Display display) =>
            Write(context, calls, ranges, display, "xlsx", Xlsx, (read, target) =>
                XlsxExport.WriteAsync(columns.Title, read, columns.All, target, context.RequestAborted)));
        exports.MapGet("/analytics/{view}.csv", (AnalyticsExport export, HttpContext context, string view) =>
            WriteAsync(context, export, view, "csv", Csv, (table, target) =>
                CsvExport.WriteAsync(AnalyticsExport.RowsOf(table), export.ColumnsOf(table), target, context.RequestAborted)));
        exports.MapGet("/analytics/{view}.xlsx", (AnalyticsExport export, HttpContext context, string view) =>
            WriteAsync(context, export, view, "xlsx", Xlsx, (table, target) =>
                XlsxExport.WriteAsync(table.Title, AnalyticsExport.RowsOf(table), export.ColumnsOf(table), target, context.RequestAborted)));
    }

    private static async Task<IResult> WriteAsync(
        HttpContext context, AnalyticsExport export, string view, string extension, string contentType, Func<AnalyticsTable, Stream, Task> write)
    {
        var (table, problem) = await export.ReadAsync(view, context.Request.Query.ToDictionary(), context.RequestAborted);
        if (table is null)
            return problem is null ? TypedResults.NotFound() : TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            _ => write(table, context.Response.BodyWriter.AsStream()), contentType, $"analytics-{table.Name}.{extension}");
    }

    private static IResult Write(
        HttpContext context,
        CallQueries calls,
        RangeQuery ranges,
        Display display,
        string extension,
        string contentType,
        Func<IAsyncEnumerable<CallItem>, Stream, Task> write)
    {
        var query = CallQuery.Read(context.Request.Query.ToDictionary(), ranges);
        if (query.Problems.Count > 0)
            return TypedResults.Problem(string.Join(" ", query.Problems), statusCode: StatusCodes.Status400BadRequest);
        context.Response.Headers.CacheControl = "no-store";

        // Zip archives are partly written synchronously, which the body writer of the response allows but its stream does not.
        return TypedResults.Stream(
            _ => write(calls.ReadAllAsync(query.Filter, query.Sort, context.RequestAborted), context.Response.BodyWriter.AsStream()),
            contentType,
            string.Create(CultureInfo.InvariantCulture, $"calls-{display.Now:yyyy-MM-dd}.{extension}"));
    }
}
