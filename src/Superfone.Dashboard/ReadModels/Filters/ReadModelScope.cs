using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Filters;

/// <summary>The context of conditions on rows of the read model.</summary>
/// <param name="ReadModel">Other tables.</param>
/// <param name="Phones">Compares numbers in any written form.</param>
internal sealed record ReadModelScope(ReadModelContext ReadModel, PhoneBook Phones);
