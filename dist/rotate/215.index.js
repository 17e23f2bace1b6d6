module.exports = require("../shared/c4355d29af2ae1f8.js");
