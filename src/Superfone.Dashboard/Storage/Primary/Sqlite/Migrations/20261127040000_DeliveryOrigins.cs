using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Superfone.Dashboard.Storage.Primary.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DeliveryOrigins : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DeliveryOrigins",
                columns: table => new
                {
                    DeliveryId = table.Column<long>(type: "INTEGER", nullable: false),
                    ReplayOf = table.Column<long>(type: "INTEGER", nullable: true),
                    BroughtBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryOrigins", x => x.DeliveryId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryOrigins_ReplayOf",
                table: "DeliveryOrigins",
                column: "ReplayOf",
                filter: "ReplayOf IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DeliveryOrigins");
        }
    }
}
