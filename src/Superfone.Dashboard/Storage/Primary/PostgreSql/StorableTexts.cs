using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Superfone.Dashboard.Storage.Primary.PostgreSql;

/// <summary>Gives texts in the commands of contexts the form in which they can be stored, so that a filter with such a text finds what was stored.</summary>
internal sealed class StorableTexts(PostgreSqlStore store) : DbCommandInterceptor
{
    /// <inheritdoc/>
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text => store.Storable(text),
                string?[] texts => Array.ConvertAll(texts, text => text is null ? null : store.Storable(text)),
                var other => other,
            };
        }

        return result;
    }
}
