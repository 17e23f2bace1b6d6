module.exports = require("../shared/65edafd2273c6098.js");
