using System.Data.Common;
using System.Globalization;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Binds values to commands in the form in which the primary database stores them.</summary>
internal static class DbCommandBinding
{
    /// <summary>Adds a parameter.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">Its name, which begins with <c>@</c>.</param>
    /// <param name="value">Its value: instants become milliseconds, members of enums their numbers.</param>
    public static void Bind(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value switch
        {
            null => DBNull.Value,
            DateTime instant => UtcMilliseconds.Of(instant),
            Enum number => Convert.ToInt64(number, CultureInfo.InvariantCulture),
            _ => value,
        };
        command.Parameters.Add(parameter);
    }
}
